"""What takes long to prove, by ``make audit``: every setting of a page, and outside judges."""
