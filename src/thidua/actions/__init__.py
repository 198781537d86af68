"""What people do: a module a room, a function a deed."""
