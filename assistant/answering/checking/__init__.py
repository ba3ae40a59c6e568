"""The rules of the verifier, one matter a module; `assistant.answering.verification` applies them."""
