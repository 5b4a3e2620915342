"""How the application looks: themes, fonts, icons, rings of focus, the notation."""
