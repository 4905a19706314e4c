"""The workbooks that offices get: templates, and their own file with its problems marked."""
