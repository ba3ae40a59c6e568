"""How the weights that ship with the assistant were fitted. Nothing here is needed to answer a question."""
