"""What others have, as entries of this program: one module for each format.

Each takes what stands in a file, and the content, and gives entries with places to fill and a
report. Nothing here reads, writes or prints; known entries are compared, and never replaced.
"""
