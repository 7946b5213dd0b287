package dev.dal.testing;

import dev.dal.store.Extensions;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Tests of what only this library's extensions of the protocol make: they are on, also where the tests run with
 * {@code -Ddal.extensions=off} or {@code -Ddal.rings=off}. A test may switch them as it likes.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(ExtensionsOn.Switch.class)
public @interface ExtensionsOn {

    /** Switches them on before each test, and back after it. */
    final class Switch implements BeforeEachCallback, AfterEachCallback {

        private static final List<String> PROPERTIES = List.of(Extensions.PROPERTY, Extensions.RINGS_PROPERTY);
        private static final Namespace NAMESPACE = Namespace.create(Switch.class);

        @Override
        public void beforeEach(ExtensionContext context) {
            for (String property : PROPERTIES) {
                String before = System.clearProperty(property);
                if (before != null) {
                    context.getStore(NAMESPACE).put(property, before);
                }
            }
        }

        @Override
        public void afterEach(ExtensionContext context) {
            for (String property : PROPERTIES) {
                String before = context.getStore(NAMESPACE).get(property, String.class);
                if (before == null) {
                    System.clearProperty(property);
                } else {
                    System.setProperty(property, before);
                }
            }
        }
    }
}
