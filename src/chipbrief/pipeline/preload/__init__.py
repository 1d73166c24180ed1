"""Modules that a warm server imports, so that what is slow at its first use is done before a kernel is forked."""
