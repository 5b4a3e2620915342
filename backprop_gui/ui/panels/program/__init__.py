"""The iteration as a program: numbered lines of mathematics, an arrow at the current one."""
