//! The rules that take facts from a document, by name, so that a reader can ask why a fact was taken.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// A rule. The words say what it looks for.
    Rule {
        TitleLine = "title-line", "a framework's title, on the first page";
        TitleName = "title-name", "an authority's name in the title or on the line beside it";
        GridTable = "grid-table", "a row of the judgement table: label, then grade";
        GridLines = "grid-lines", "a judgement's label and its grade on lines of their own";
        HeadlineSentence = "headline-sentence", "the sentence that states the overall judgement";
        HeadingGrade = "heading-grade", "a section heading that ends in its grade";
        GradeLine = "grade-line", "a grade line under a section's heading";
        LabelledLine = "labelled-line", "a line that begins with a label such as “Inspection dates:”";
        Signature = "signature", "the signature of a letter";
        TeamTable = "team-table", "the lead inspectors in the table of the inspection team or the signatures";
        LeadSentence = "lead-sentence", "the sentence that says who led the inspection, when it was made or what it looked at";
        FileName = "file-name", "the name of the file or its folder";
        Fieldwork = "fieldwork", "up to seven days of fieldwork are a short inspection, ten to fourteen a standard one";
        PressVerdict = "press-verdict", "a sentence of an account that says which area was given which grade";
        PressLead = "press-lead", "a sentence of an account that gives children's services one grade: the overall one";
        PressLink = "press-link", "the words of a link to the report that an account is about";
        PressWords = "press-words", "words of a newspaper about an inspection: who said what, and who was rated";
        Clues = "clues", "names that stand for an authority: its delivery body, its style, its wards and towns";
        BodyNames = "body-names", "the only authority named throughout the text";
        FolderSidecar = "folder-sidecar", "what the folder’s findings.toml says of this file";
        OwnSidecar = "own-sidecar", "what your own sidecar for this folder says of this file";
        Default = "default", "no rule: what is left when nothing is known";
    }
}
