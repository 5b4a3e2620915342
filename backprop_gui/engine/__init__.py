"""Networks and the numbers they give: operations with their formulas, programs, machines."""
