"""What an operator has to mend, found by looking: at settings, store, platforms and this machine. Changes nothing."""
