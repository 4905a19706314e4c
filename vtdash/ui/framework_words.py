"""What the framework says inside its controls, and what the page says in its place.

Its words are part of its script: English, and in the manner of programs. framework.js puts ours
where they appear.
"""

from vtdash.text.language import Text


def framework_words(text: Text) -> dict[str, str]:
    """Return the framework's words with those that take their place; {} stands for any name."""
    name = "{}"
    of_table = {
        "Search": text("Search the table"),
        "Show/hide columns": text("Columns shown"),
        "Fullscreen": text("Full screen"),
        "Close fullscreen": text("Leave full screen"),
    }
    return {
        # the sidebar
        "Sidebar": text("Pages and filters"),
        "Collapse sidebar": text("Close"),
        "Expand sidebar": text("Pages and filters"),
        # lists
        "Open": text("Open the list"),
        "Choose an option": text("Choose"),
        "Choose options": text("Choose"),
        "No options to select": text("nothing to choose from"),
        "No results": text("Nothing found"),
        "Selected values": text("Chosen"),
        "Clear all": text("Empty the list"),
        "Clear value": text("Choose none"),
        "Remove {}": text("Leave out {name}", name=name),
        "1 option available.": text("1 entry found."),
        "{} options available.": text("{name} entries found.", name=name),
        "{}, selected": text("{name}, chosen", name=name),
        # numbers and words that are typed
        "Increment": text("More"),
        "Decrement": text("Less"),
        "Press Enter to apply": text("Enter confirms it"),
        # what stands beside a label or title
        "Help": text("Explanation"),
        "Help for {}": text("Explanation of {name}", name=name),
        "Link to heading": text("Link to this panel"),
        "Copy to clipboard": text("Copy"),
        # above a long table, and the menu of its columns
        **of_table,
        **{f"{english}: {name}": f"{ours}: {name}" for english, ours in of_table.items()},
        "Select all": text("All columns"),
        "Sort ascending": text("Ascending"),
        "Sort descending": text("Descending"),
        "Format": text("Format"),
        "Autosize": text("Fit the width"),
        "Pin column": text("Keep in view"),
        "Unpin column": text("Let it scroll"),
        "Hide column": text("Hide the column"),
        "Statistics": text("Statistics"),
        # files of stewards
        "Upload": text("Choose files"),
        "Drag and drop files here": text("Drop the files here"),
        "Cancel upload of {}": text("Do not load {name}", name=name),
        "{} files are not allowed.": text("Files of the kind {name} are not read.", name=name),
    }
