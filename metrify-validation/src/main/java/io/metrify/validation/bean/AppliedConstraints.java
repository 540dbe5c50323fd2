package io.metrify.validation.bean;

import jakarta.validation.Validator;
import jakarta.validation.metadata.BeanDescriptor;
import jakarta.validation.metadata.CascadableDescriptor;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.metadata.ContainerDescriptor;
import jakarta.validation.metadata.ContainerElementTypeDescriptor;
import jakarta.validation.metadata.ElementDescriptor;
import jakarta.validation.metadata.GroupConversionDescriptor;
import jakarta.validation.metadata.PropertyDescriptor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The constraints by which a bean is judged, with those on the beans in it. */
final class AppliedConstraints {

    private final Validator validator;
    private final Set<String> rules = new TreeSet<>();
    private final Map<Class<?>, Set<Set<Class<?>>>> seen = new HashMap<>();

    private AppliedConstraints(Validator validator) {
        this.validator = validator;
    }

    /** The rule ids of the constraints on a class, in order of the alphabet. */
    static List<String> to(Class<?> type, Validator validator, Set<Class<?>> groups) {
        AppliedConstraints applied = new AppliedConstraints(validator);
        applied.addBean(type, groups);
        return List.copyOf(applied.rules);
    }

    private void addBean(Class<?> type, Set<Class<?>> groups) {
        if (!seen.computeIfAbsent(type, unseen -> new HashSet<>()).add(groups)) {
            return;
        }
        BeanDescriptor bean = validator.getConstraintsForClass(type);
        addConstraints(bean, groups);
        for (PropertyDescriptor property : bean.getConstrainedProperties()) {
            addElement(property, groups);
        }
    }

    private <E extends ElementDescriptor & CascadableDescriptor & ContainerDescriptor> void addElement(
            E element, Set<Class<?>> groups) {
        addConstraints(element, groups);
        for (ContainerElementTypeDescriptor contained : element.getConstrainedContainerElementTypes()) {
            addElement(contained, groups);
        }
        if (element.isCascaded()) {
            addBean(element.getElementClass(), converted(groups, element.getGroupConversions()));
        }
    }

    private void addConstraints(ElementDescriptor element, Set<Class<?>> groups) {
        element.findConstraints()
                .unorderedAndMatchingGroups(groups.toArray(Class<?>[]::new))
                .getConstraintDescriptors()
                .forEach(this::addConstraint);
    }

    /** A constraint made of others speaks for itself, for the others, or both. */
    private void addConstraint(ConstraintDescriptor<?> constraint) {
        boolean judges = constraint.isReportAsSingleViolation()
                || constraint.getComposingConstraints().isEmpty()
                || !constraint.getConstraintValidatorClasses().isEmpty();
        if (judges) {
            rules.add(BeanFindings.rule(constraint));
        }
        if (!constraint.isReportAsSingleViolation()) {
            constraint.getComposingConstraints().forEach(this::addConstraint);
        }
    }

    private static Set<Class<?>> converted(Set<Class<?>> groups, Set<GroupConversionDescriptor> conversions) {
        Map<Class<?>, Class<?>> targets = conversions.stream()
                .collect(Collectors.toMap(GroupConversionDescriptor::getFrom, GroupConversionDescriptor::getTo));
        return groups.stream()
                .<Class<?>>map(group -> targets.getOrDefault(group, group))
                .collect(Collectors.toSet());
    }
}
