"""Tables, questions to them, their migrations, and the systems behind them."""
