package org.qeperf.features.input;

import org.qeperf.api.InputException;

/**
 * Arithmetic in an atomic coordinate or an occupation: numbers, {@code + - * / ^} and parentheses, no functions and no
 * sign {@code +}, as pw.x evaluates it ({@code UtilXlib/eval_infix.c}).
 */
final class Expression {

    private static final int DEEPEST = 100;

    private final Token token;
    private final String what;
    private final String text;
    private int position;
    private int depth;

    private Expression(Token token, String what) {
        this.token = token;
        this.what = what;
        this.text = token.text();
    }

    /** Evaluates a word; {@code what} names it in messages. */
    static double evaluate(Token token, String what) {
        Expression expression = new Expression(token, what);
        double value = expression.sum();
        if (expression.position < expression.text.length() || !Double.isFinite(value)) {
            throw expression.invalid();
        }
        return value;
    }

    private double sum() {
        if (++depth > DEEPEST) {
            throw invalid();
        }
        double value = product();
        while (at('+') || at('-')) {
            boolean plus = text.charAt(position++) == '+';
            double right = product();
            value = plus ? value + right : value - right;
        }
        depth--;
        return value;
    }

    private double product() {
        double value = signed();
        while (at('*') || at('/')) {
            boolean times = text.charAt(position++) == '*';
            double right = signed();
            value = times ? value * right : value / right;
        }
        return value;
    }

    private double signed() {
        boolean negative = false;
        while (at('-')) {
            position++;
            negative = !negative;
        }
        return negative ? -power() : power();
    }

    /** Groups from the right, and the exponent may have a sign, as in pw.x. */
    private double power() {
        double value = atom();
        if (!at('^')) {
            return value;
        }
        if (++depth > DEEPEST) {
            throw invalid();
        }
        position++;
        double exponent = signed();
        depth--;
        return Math.pow(value, exponent);
    }

    private double atom() {
        if (at('(')) {
            position++;
            double value = sum();
            if (!at(')')) {
                throw invalid();
            }
            position++;
            return value;
        }
        int start = position;
        while (position < text.length() && isNumberCharacter(start)) {
            position++;
        }
        Token number = new Token(text.substring(start, position), false, token.location());
        if (!number.isReal()) {
            throw invalid();
        }
        return number.real(what);
    }

    private boolean isNumberCharacter(int start) {
        char c = text.charAt(position);
        if (c >= '0' && c <= '9' || c == '.') {
            return true;
        }
        boolean exponent = "eEdD".indexOf(c) >= 0;
        boolean signOfExponent =
                (c == '+' || c == '-') && position > start && "eEdD".indexOf(text.charAt(position - 1)) >= 0;
        return exponent || signOfExponent;
    }

    private boolean at(char c) {
        return position < text.length() && text.charAt(position) == c;
    }

    private InputException invalid() {
        return token.error(
                InputException.quote(text) + " is not " + what,
                "a number or an expression of numbers with + - * / ^ and parentheses, without blanks");
    }
}
