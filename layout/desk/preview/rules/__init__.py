"""Rules in the desk: read, edited, completed, and tried on one story and on all."""
