package io.metrify.validation.bean;

import jakarta.validation.ConstraintDeclarationException;
import jakarta.validation.UnexpectedTypeException;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.OffsetDateTime;
import java.time.chrono.ChronoZonedDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The span of time that the beans of a class hold in two of their properties. */
final class SpanOfBean {

    private final Member start;
    private final Member end;

    private SpanOfBean(Member start, Member end) {
        this.start = start;
        this.end = end;
    }

    /** The span in two properties of a class. */
    static SpanOfBean of(Class<?> type, String start, String end) {
        return new SpanOfBean(property(type, start), property(type, end));
    }

    /** Whether the end comes after the start, or one of them is missing. */
    boolean isSound(Object bean) {
        Object first = onTimeline(read(start, bean));
        Object last = onTimeline(read(end, bean));
        if (first == null || last == null) {
            return true;
        }
        if (!(first instanceof Comparable<?>) || first.getClass() != last.getClass()) {
            throw new UnexpectedTypeException("the properties " + start.getName() + " and " + end.getName() + " of "
                    + bean.getClass().getName() + " are a " + first.getClass().getName() + " and a "
                    + last.getClass().getName() + "; a half-open interval needs two of one comparable type");
        }
        @SuppressWarnings("unchecked") // both are of one class, which compares with itself
        Comparable<Object> comparable = (Comparable<Object>) first;
        return comparable.compareTo(last) < 0;
    }

    /** The span in words. */
    String text(Object bean) {
        return "[" + read(start, bean) + ", " + read(end, bean) + ")";
    }

    /** Two times at one instant but of different offsets are not ordered by their local time. */
    private static @Nullable Object onTimeline(@Nullable Object time) {
        if (time instanceof OffsetDateTime offset) {
            return offset.toInstant();
        }
        return time instanceof ChronoZonedDateTime<?> zoned ? zoned.toInstant() : time;
    }

    private static Member property(Class<?> type, String name) {
        Member member = method(type, "get" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
        for (Class<?> declaring = type; member == null && declaring != null; declaring = declaring.getSuperclass()) {
            member = field(declaring, name);
        }
        if (member == null) {
            member = method(type, name);
        }
        if (member == null || !((AccessibleObject) member).trySetAccessible()) {
            throw new ConstraintDeclarationException(type.getName() + " has no property \"" + name
                    + "\" that can be read; let the half-open interval name a getter, field or record component");
        }
        return member;
    }

    private static @Nullable Member method(Class<?> type, String name) {
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name)
                    && method.getParameterCount() == 0
                    && method.getReturnType() != void.class
                    && !Modifier.isStatic(method.getModifiers())) {
                return method;
            }
        }
        return null;
    }

    private static @Nullable Member field(Class<?> declaring, String name) {
        for (Field field : declaring.getDeclaredFields()) {
            if (field.getName().equals(name) && !Modifier.isStatic(field.getModifiers())) {
                return field;
            }
        }
        return null;
    }

    private static @Nullable Object read(Member property, Object bean) {
        try {
            return property instanceof Method method ? method.invoke(bean) : ((Field) property).get(bean);
        } catch (InvocationTargetException thrown) {
            throw new IllegalStateException(
                    property.getName() + " of " + bean.getClass().getName() + " threw an exception when read",
                    thrown.getCause());
        } catch (IllegalAccessException inaccessible) {
            throw new IllegalStateException(
                    property.getName() + " of " + bean.getClass().getName() + " cannot be read any more", inaccessible);
        }
    }
}
