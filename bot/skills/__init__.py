"""Skills: the headings under which offers and needs find each other."""
