"""What is Hanoi doing on its eight key tasks, and what of Hai Phong's answers each?"""
