"""The pages of a site: a page to start from, the tables, the documentation. Each is one file that loads no other."""
