"""What people would use instead of qa, each behind the same three functions.

    index(work, folder, models)    -> (passages, seconds): an index of the work in `folder`, the models being loaded
    add(work, folder, models)      adds the work to the index that is there
    opened(folder, models)         -> a function from a question to the best answer, or None

They run in a Python of their own (peers.txt) and import nothing of qa's.
"""
