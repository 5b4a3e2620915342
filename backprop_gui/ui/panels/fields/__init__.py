"""Fields that are checked while one types."""
