"""What every compiled module carries with it: these modules are copied into it as they stand.

So they, and what they import of ours, use the standard library alone.
"""
