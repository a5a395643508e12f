"""The field's closed lists and models, and the project's values. Pure: no clock, no network, no database."""
