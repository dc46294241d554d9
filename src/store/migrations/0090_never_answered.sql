-- Bookings that time ends: those that no facility answered, and those whose units nobody used.
CREATE INDEX booking_never_answered ON booking (municipality, last_day) WHERE state = 1;
CREATE INDEX booking_setting_aside ON booking (municipality, last_day) WHERE reserved_units > 0;
