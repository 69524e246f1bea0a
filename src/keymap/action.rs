//! Everything a key can do: one line each gives the action, its name in the config and its help.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What a key does.
    Action {
        Up = "up", "one line up";
        Down = "down", "one line down";
        PageDown = "page-down", "one page down";
        PageUp = "page-up", "one page up";
        HalfDown = "half-page-down", "half a page down";
        HalfUp = "half-page-up", "half a page up";
        Top = "top", "to the top";
        Bottom = "bottom", "to the bottom";
        Left = "left", "to the left: inspection, column or pane";
        Right = "right", "to the right: inspection, column or pane";
        NextPane = "next-pane", "next pane";
        PreviousPane = "previous-pane", "previous pane";
        Zoom = "zoom", "only this pane, and back";
        Open = "open", "open what is under the bar";
        Cancel = "cancel", "undo the topmost: input, matches, filter, zoom";
        Close = "close", "close this view; quit at the first";
        Quit = "quit", "quit";
        Back = "back", "back to where you were";
        Forward = "forward", "forward again";
        GoTo = "go-to", "go to an authority, report, section or paragraph";
        Commands = "commands", "commands";
        Paragraph = "paragraph", "go to a paragraph by its number";
        Find = "find", "find words in this text; filter this list";
        Filter = "filter", "filter: words, word*, \"phrases\", -not, kind:…";
        Search = "search", "search all reports: words, word*, \"phrases\", -not";
        Results = "results", "the results of the last search";
        Sort = "sort", "sort by this column; again the other way";
        Count = "count", "count the rows by this column";
        Save = "save", "keep this list under a name, among the views";
        Forget = "forget", "keep a list under its name no longer";
        FindNext = "find-next", "next match, on into the next report";
        FindPrevious = "find-previous", "previous match, back into the report before";
        NextSection = "next-section", "next section";
        PreviousSection = "previous-section", "previous section";
        NextParagraph = "next-paragraph", "next paragraph";
        PreviousParagraph = "previous-paragraph", "previous paragraph";
        NextFinding = "next-finding", "next finding";
        PreviousFinding = "previous-finding", "previous finding";
        Compare = "compare", "compare two reports; in a text the one before";
        Outline = "outline", "outline of this report";
        HowWeKnow = "how-we-know", "how we know: the words, page and rule of each fact";
        Views = "views", "menu of views";
        ShowAuthorities = "show-authorities", "authorities";
        ShowGrid = "show-grid", "judgements over time";
        ShowText = "show-text", "the text of the report under the bar";
        ShowNational = "show-national", "national grid: the latest judgements";
        ShowFindings = "show-findings", "all findings";
        ShowReports = "show-reports", "reports by date";
        ShowProblems = "show-problems", "files with problems";
        ShowMarks = "show-marks", "marks in all folders";
        Mark = "mark", "mark this passage; again takes the mark off";
        Note = "note", "write a note about this mark; #words are tags";
        Copy = "copy", "copy the passage with its citation";
        CopyCitation = "copy-citation", "copy the citation alone";
        Export = "export", "write what is on the screen into a file";
        Original = "original", "open the file itself, or its text in the pager";
        Assign = "assign", "say which authority or days this report is of";
        Ignore = "ignore", "set this file aside; your own sidecar keeps it";
        Unassign = "unassign", "forget all that you said of this file";
        Theme = "theme", "choose a theme; config.toml keeps it";
        Help = "help", "help: every key, and runs it";
        Reload = "reload", "read the folder again";
        Redraw = "redraw", "draw the screen again";
        Suspend = "suspend", "suspend; fg comes back";
        Interrupt = "interrupt", "end the input, else quit";
        Erase = "erase", "erase the letter before";
        Delete = "delete", "erase the letter under the cursor";
        EraseWord = "erase-word", "erase the word before";
        Clear = "clear", "erase the input";
        LineStart = "line-start", "to the start of the input";
        LineEnd = "line-end", "to the end of the input";
    }
}
