package io.metrify.formats;

import io.metrify.connector.api.MalformedRecordException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A segment of an EDIFACT interchange: its number from 1, its bytes with the terminator, and what it says. */
final class Segment {

    private final long number;
    private final byte[] bytes;
    private final @Nullable String defect;
    private final List<List<String>> elements;

    private Segment(long number, byte[] bytes, @Nullable String defect, List<List<String>> elements) {
        this.number = number;
        this.bytes = bytes;
        this.defect = defect;
        this.elements = elements;
    }

    /** A segment that cannot be read, and why. */
    static Segment damaged(long number, byte[] bytes, String defect) {
        return new Segment(number, bytes, defect, List.of(List.of("")));
    }

    /** A segment whose text, without its terminator, is split by these characters. */
    static Segment of(long number, byte[] bytes, String text, ServiceCharacters service) {
        List<List<String>> elements = new ArrayList<>();
        List<String> components = new ArrayList<>();
        StringBuilder component = new StringBuilder();
        boolean released = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (released) {
                component.append(c);
                released = false;
            } else if (service.isRelease(c)) {
                released = true;
            } else if (c == service.component()) {
                components.add(component.toString());
                component.setLength(0);
            } else if (c == service.element()) {
                components.add(component.toString());
                component.setLength(0);
                elements.add(components);
                components = new ArrayList<>();
            } else if (c != '\r' && c != '\n') {
                component.append(c);
            }
        }
        components.add(component.toString());
        elements.add(components);
        return new Segment(number, bytes, null, elements);
    }

    long number() {
        return number;
    }

    byte[] bytes() {
        return bytes;
    }

    boolean isDamaged() {
        return defect != null;
    }

    String tag() {
        return elements.get(0).get(0);
    }

    /** A component by the number of its element, 1 for the first behind the tag, and its own from 0; empty if there is none. */
    String value(int element, int component) {
        if (element >= elements.size() || component >= elements.get(element).size()) {
            return "";
        }
        return elements.get(element).get(component).strip();
    }

    /** The components of an element; none if there is no such element. */
    List<String> components(int element) {
        return element >= elements.size() ? List.of() : elements.get(element);
    }

    /** Fails with what is wrong with the segment, if anything is. */
    void requireSound() {
        if (defect != null) {
            throw new MalformedRecordException("", defect);
        }
    }
}
