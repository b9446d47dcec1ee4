"""Office files into claims: which columns say what, and what a row then says about whom."""
