"""`python -m bot` is `itfits`."""

from bot.cli import main

main()
