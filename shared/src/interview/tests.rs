//! Walks through the standard questionnaire as respondents would.
