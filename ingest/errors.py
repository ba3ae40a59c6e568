"""Every error that the project raises on purpose.

Each message says what happened, to which thing, and what to do next.

AssistantError
├── CallError                    the call itself was wrong                        exit code 2
│   ├── SettingsError            an environment variable or option has a bad value
│   ├── QuestionError            the question is empty, too long or has no words
│   ├── UnknownArticleError      no article has that id
│   └── SuiteError               an eval suite's file is broken
├── OutputError                  standard output can't be written                 exit code 3
├── SourceError                  one source can't be read; the others go on       exit code 1
│   ├── UnreadableSourceError    missing, no permission, not text, too large
│   └── EmptyArticleError        nothing is left after cleaning
├── LibraryError                 the library can't be used                        exit code 3
│   ├── LibraryNotFoundError     there is no library in that folder
│   ├── LibraryLockedError       another process is writing
│   ├── LibraryMismatchError     made by another model or another version
│   ├── LibraryCorruptError      the catalogue is damaged
│   ├── LibraryFullError         no space left on the disk
│   └── LibraryPermissionError   the folder can't be read or written
└── ModelError                   a model can't be used                            exit code 3
    ├── ModelFileError           the bundled files are missing or altered
    ├── EmbeddingError           an embedding model answered with unusable vectors
    └── LanguageModelError       the language model's endpoint failed
        ├── LanguageModelUnavailableError    down or failing: worth another try
        │   ├── LanguageModelBusyError       over its limit; `retry_after` seconds where it says so
        │   ├── LanguageModelTimeoutError    too slow for the question's deadline
        │   └── LanguageModelReplyError      a reply that is cut, empty or can't be read
        ├── LanguageModelContextError        the request is longer than the model's context
        └── LanguageModelSettingsError       refused the key, the model or the address
"""

from __future__ import annotations


class AssistantError(Exception):
    """The one base. `retryable` tells a caller whether the same call may work a moment later."""

    retryable = False
    exit_code = 3


class CallError(AssistantError):
    """The call itself was wrong: nothing was done."""

    exit_code = 2


class SettingsError(CallError):
    """An environment variable or option holds a value that can't be used."""


class QuestionError(CallError):
    """The question is empty, too long, or holds no words."""


class UnknownArticleError(CallError):
    """No article of the library has the given id."""


class SuiteError(CallError):
    """An eval suite's file is broken or does not fit its articles."""


class OutputError(AssistantError):
    """What was asked for could not be written to standard output."""


class SourceError(AssistantError):
    """One source, or one article of it, can't be ingested. The rest of the run goes on."""

    exit_code = 1


class UnreadableSourceError(SourceError):
    """A source is missing, forbidden, not text, too large, or in no form that is known."""


class EmptyArticleError(SourceError):
    """Nothing that could be cited is left of an article after cleaning."""


class LibraryError(AssistantError):
    """The library can't be used as it is."""


class LibraryNotFoundError(LibraryError):
    """There is no library in the folder."""


class LibraryLockedError(LibraryError):
    """Another process is writing to the library."""

    retryable = True


class LibraryMismatchError(LibraryError):
    """The library was made by another embedding model or another version of the project."""


class LibraryCorruptError(LibraryError):
    """The library's catalogue is damaged."""


class LibraryFullError(LibraryError):
    """The disk has no space left."""


class LibraryPermissionError(LibraryError):
    """The library's folder can't be read or written."""


class ModelError(AssistantError):
    """A model can't be used."""


class ModelFileError(ModelError):
    """The bundled model files are missing, or their checksums differ."""


class EmbeddingError(ModelError):
    """An embedding model failed or answered with vectors that can't be used."""


class LanguageModelError(ModelError):
    """The language model's endpoint failed."""


class LanguageModelUnavailableError(LanguageModelError):
    """The endpoint is down, failing, slow, busy, or answered with something unreadable.

    `retry_after` is how many seconds the endpoint asks to wait before another try, None where it doesn't say.
    """

    retryable = True

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class LanguageModelBusyError(LanguageModelUnavailableError):
    """The endpoint is over its limit of requests, or the key's quota is used up."""


class LanguageModelTimeoutError(LanguageModelUnavailableError):
    """The endpoint did not answer within the question's deadline, or fell silent."""


class LanguageModelReplyError(LanguageModelUnavailableError):
    """The endpoint's reply is cut off, empty, or in no form that is known."""


class LanguageModelContextError(LanguageModelError):
    """The request is longer than the model's context."""


class LanguageModelSettingsError(LanguageModelError):
    """The endpoint refused the key, the model's name or the address."""
