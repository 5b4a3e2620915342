"""Why a quantity has its value, what it is made from, where it goes."""
