package io.echosphere.worker.endtoend;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Runs beside no other class: its tests drive a browser, which alone keeps two processors busy, or
 * compare times that a busy machine would change. The others run two classes at a time.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Tag("alone") // the word in agent-worker/pom.xml
public @interface Alone {}
