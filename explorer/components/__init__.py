"""Parts of pages: pure functions from what they show to components."""
