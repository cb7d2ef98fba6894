"""What is written about published spend: files accepted, columns corrected, overlaps decided, suppliers placed."""
