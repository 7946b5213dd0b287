package demo.base;

/** One way. */
public interface Left extends Top {}
