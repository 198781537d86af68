"""Write the shipped stylesheet from the authored files."""

from thidua.web.styles import SHIPPED, stylesheet

if __name__ == "__main__":
    SHIPPED.parent.mkdir(parents=True, exist_ok=True)
    SHIPPED.write_text(stylesheet(), encoding="utf-8")
