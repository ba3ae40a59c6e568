"""The rules of the verifier, one matter a module; `assistant.answering.checking.verification` applies them."""
