"""What people have said of facts, read and applied."""
