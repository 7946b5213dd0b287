package demo.base;

/** Another way. */
public interface Right extends Top {}
