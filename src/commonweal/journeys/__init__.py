"""Where subjects meet: one module for each story that crosses rooms."""
