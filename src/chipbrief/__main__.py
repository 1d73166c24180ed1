"""`python -m chipbrief`: the command line where no script is installed, or its folder has blanks in its name."""

from chipbrief.cli import main

main()
