"""What is done with pots: founding them, entering what comes in, promising, paying, correcting, closing."""
