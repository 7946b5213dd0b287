"""Prints the texts of values: read_values.py <socket> <id>..."""

import sys

import pyarrow.plasma as plasma

from value_text import text_of


def main():
    client = plasma.connect(sys.argv[1])
    ids = [plasma.ObjectID(bytes.fromhex(text)) for text in sys.argv[2:]]
    for value in client.get(ids, timeout_ms=10_000):
        print(text_of(value))


main()
