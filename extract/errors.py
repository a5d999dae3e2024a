"""What can go wrong with a document: each message says what is wrong, in which file, and what to do."""


class DocumentError(Exception):
    """A file that cannot be read as a document; the rest of a build goes on without it.

    The tree::

        DocumentError
        ├── EncryptedDocument   a password is needed
        ├── DamagedDocument     the file cannot be parsed
        ├── EmptyDocument       no bytes, no pages or no text
        ├── OversizedDocument   more bytes or pages than are read
        ├── ScannedDocument     pictures of pages, no text: needs OCR
        ├── WrongEncoding       text, but not in UTF-8
        └── NotADocument        neither PDF nor text
    """

    danish = "kan ikke læses"
    english = "cannot be read"
    advice_da = ""
    advice_en = ""

    def __init__(self, name: str, detail: str = "") -> None:
        self.name = name
        self.detail = detail
        super().__init__(self.message("en"))

    def message(self, language: str) -> str:
        """One line in Danish ("da") or English: file, what is wrong, what to do."""
        danish = language == "da"
        what = self.danish if danish else self.english
        advice = (self.advice_da if danish else self.advice_en).format(detail=self.detail)
        detail = f" ({self.detail})" if self.detail else ""
        return f"{self.name}: {what}{detail}. {advice}".rstrip()


class EncryptedDocument(DocumentError):
    """The PDF asks for a password."""

    danish, english = "er låst med en adgangskode", "is locked with a password"
    advice_da, advice_en = "Gem den uden adgangskode.", "Save it without the password."


class DamagedDocument(DocumentError):
    """The PDF cannot be parsed."""

    danish, english = "er beskadiget eller ufuldstændig", "is damaged or incomplete"
    advice_da, advice_en = "Hent filen igen.", "Fetch the file again."


class EmptyDocument(DocumentError):
    """The file holds no bytes, no pages or no words."""

    danish, english = "er tom", "is empty"
    advice_da, advice_en = "Hent filen igen, eller fjern den.", "Fetch the file again, or remove it."


class OversizedDocument(DocumentError):
    """The file has more bytes or pages than are read; ``detail`` says how many there are and may be."""

    danish, english = "er for stor", "is too large"
    advice_da, advice_en = "Del den i mindre filer.", "Split it into smaller files."


class ScannedDocument(DocumentError):
    """The PDF holds pictures of pages and no text."""

    danish, english = "er skannet og har ingen tekst", "is scanned and holds no text"
    advice_da = (
        "Installér tesseract med dansk og udvidelsen [ocr], eller kør tekstgenkendelse (fx ocrmypdf -l dan) først."
    )
    advice_en = "Install tesseract with Danish and [ocr], or run text recognition (ocrmypdf -l dan) first."


class WrongEncoding(DocumentError):
    """The file is text in another encoding than UTF-8; ``detail`` is the likely one."""

    danish, english = "er ikke i UTF-8", "is not in UTF-8"
    advice_da = "Gem den som UTF-8-tekst, fx: iconv -f {detail} -t utf-8."
    advice_en = "Save it as UTF-8 text, for example: iconv -f {detail} -t utf-8."


class NotADocument(DocumentError):
    """The file is neither PDF nor readable text."""

    danish, english = "er hverken PDF eller tekst", "is neither PDF nor text"
    advice_da, advice_en = "Gem den som PDF eller UTF-8-tekst.", "Save it as PDF or UTF-8 text."
