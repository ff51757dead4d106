"""The exercises of each lesson: cases, usual mistakes, hints."""
