"""Sentences of what a trainer prepares: lists that are handed in, and people who are expected."""

from webapp.text.marking import N_

WORDS: dict[str, str] = {
    "sheet.empty": N_("This list is empty. Paste names or choose a file."),
    "sheet.long": N_("The list has more than %(rows)s rows. Shorten it and upload it again."),
    "sheet.odd": N_("This list cannot be read. Save it as CSV or XLSX and upload it again."),
    "sheet.old": N_("This is an old Excel file (.xls). Save it as XLSX or CSV and upload it again."),
    "sheet.bomb": N_(
        "Unpacked, this file is far too large for a list of people. It was not opened. Save only the "
        "list as CSV or XLSX and upload that file."
    ),
    "sheet.cell": N_("Row %(row)s: a cell has more than %(limit)s characters."),
    "sheet.formula": N_("Row %(row)s: there is a formula where a word is expected. Copy the column as values."),
    "list.no_names": N_(
        "No column is called “name”. The first row has: %(text)s. Call one of the columns “name”, or "
        "leave the first row out."
    ),
    "list.nobody": N_("There is no name under the headings."),
    "list.row_without": N_("Row %(row)s has no name."),
    "list.name_long": N_("Row %(row)s: the name has more than %(limit)s characters."),
    "list.name_odd": N_("%(who)s needs a name of at most %(limit)s characters."),
    "list.too_many": N_("That would be %(rows)s people; a list can hold at most %(most)s."),
    "list.seat_full": N_("Too many people: %(text)s has room for %(most)s."),
    "rehearsal.no_results": N_(
        "This is a rehearsal: it has no review and no results. Play the exercise itself, then look at its review."
    ),
    "day.no_time": N_("%(label)s: a time such as 09:30 is needed."),
    "day.ends_before": N_("The day ends at %(ends)s, which is not after %(begins)s."),
    "day.no_break": N_(
        "Breaks: “%(text)s” is no break. Write the move, a colon and the minutes, such as 2: 15. Moves go "
        "from 1 to %(moves)s, minutes from 1 to %(minutes)s, and each move is named once."
    ),
    "day.no_night": N_("A day ends after move: “%(text)s” is not a move from 1 to %(moves)s."),
    "people.too_many": N_("%(people)s people are too many: the seats that people may play have room for %(most)s."),
    "list.no_country": N_("Choose at least one country that people play."),
}
