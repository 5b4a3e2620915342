"""The window. This file imports no Qt, so that `platform_check` can run before it."""
