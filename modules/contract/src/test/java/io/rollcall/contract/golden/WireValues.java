package io.rollcall.contract.golden;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What can stand on the wire, found by walking records: every component, every constant of an enumeration or of an open set,
 * every member of a sealed type. What only stands for another version's words ({@code UNRECOGNISED}) is never written.
 */
final class WireValues {
    private final Set<String> found = new TreeSet<>();
    private final Set<Class<?>> walked = new HashSet<>();

    private WireValues() {}

    /** What any value of these types can hold. */
    static Set<String> possible(Collection<? extends Class<?>> types) {
        WireValues values = new WireValues();
        types.forEach(values::walk);
        return values.found;
    }

    /** What these values do hold. */
    static Set<String> held(Collection<?> events) {
        WireValues values = new WireValues();
        events.forEach(values::hold);
        return values.found;
    }

    private void walk(Type type) {
        if (type instanceof ParameterizedType generic) {
            Stream.of(generic.getActualTypeArguments()).forEach(this::walk);
        } else if (type instanceof Class<?> it && isOurs(it) && walked.add(it)) {
            constants(it).forEach(constant -> found.add(name(it, constant)));
            if (it.isSealed()) {
                Stream.of(it.getPermittedSubclasses())
                        .filter(member -> !isForeign(member.getSimpleName()))
                        .forEach(this::walk);
            }
            if (it.isRecord()) {
                found.add(name(it));
                for (RecordComponent component : it.getRecordComponents()) {
                    found.add(name(it) + "." + component.getName());
                    walk(component.getGenericType());
                }
            }
        }
    }

    private void hold(Object value) {
        if (value instanceof Collection<?> all) {
            all.forEach(this::hold);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(this::hold);
        } else if (value != null && isOurs(value.getClass())) {
            constants(value.getClass())
                    .filter(constant -> value.equals(valueOf(constant)))
                    .forEach(constant -> found.add(name(value.getClass(), constant)));
            if (value instanceof Record event) {
                found.add(name(event.getClass()));
                components(event);
            }
        }
    }

    private void components(Record value) {
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                Object held = component.getAccessor().invoke(value);
                if (held != null) {
                    found.add(name(value.getClass()) + "." + component.getName());
                    hold(held);
                }
            } catch (ReflectiveOperationException e) {
                throw new LinkageError(component.toString(), e);
            }
        }
    }

    /** Of an enumeration, or of a record that is an open set of names. */
    private static Stream<Field> constants(Class<?> type) {
        return Stream.of(type.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers())
                        && Modifier.isPublic(field.getModifiers())
                        && field.getType() == type
                        && !isForeign(field.getName()));
    }

    private static Object valueOf(Field constant) {
        try {
            return Objects.requireNonNull(constant.get(null));
        } catch (IllegalAccessException e) {
            throw new LinkageError(constant.toString(), e);
        }
    }

    private static boolean isForeign(String name) {
        return List.of("UNRECOGNISED", "Unrecognised").contains(name);
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith("io.rollcall.contract.");
    }

    private static String name(Class<?> type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }

    private static String name(Class<?> type, Field constant) {
        return name(type) + "." + constant.getName();
    }
}
