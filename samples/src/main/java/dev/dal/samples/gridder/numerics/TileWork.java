package dev.dal.samples.gridder.numerics;

/** What a thread needs to spread and gather visibilities: memory for a tile and for kernels. */
record TileWork(TileBuffer buffer, TapBlock taps) {}
