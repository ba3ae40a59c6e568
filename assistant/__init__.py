"""Answers questions from a library of articles, with citations that open the very passage."""

from assistant.answers import Answer, Citation, Hit, Sentence
from assistant.assistant import Assistant
from assistant.conversation import Chat

__all__ = ["Answer", "Assistant", "Chat", "Citation", "Hit", "Sentence"]
