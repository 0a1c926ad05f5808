"""Promises: by when somebody is on site and by when a job is done, and the calendar they are counted with."""
