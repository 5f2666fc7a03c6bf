import { EXAMPLE_COURSES, exampleProfile, type ExampleCourseId } from '@coach-wattz/core/course/example-courses'
import {
  readCourse,
  type CourseReading,
  type CourseRider,
  type CourseRunner,
} from '@coach-wattz/core/course/read-course'
import type { CourseDemand } from '@coach-wattz/core/library/course-emphasis'
import { known } from '@coach-wattz/core/result/measured'
import { planningAthlete } from '@coach-wattz/core/testing/planning-athlete'
import { clockS, fromRace, minutesByDay, told, usualWeeks, type TypicalAthlete } from './typical-athlete.ts'

/** Sundays: each plan begins on the next day. */
const [WINTER, SPRING, SUMMER] = ['2026-01-04', '2026-03-29', '2026-06-07'] as const

/** What one of our own example courses asks of this athlete. */
function courseDemand(id: ExampleCourseId, athlete: CourseRunner | CourseRider): CourseDemand {
  const course = EXAMPLE_COURSES.find((each) => each.id === id)
  if (!course) throw new Error(`There is no course ${id}.`)
  const { demand }: CourseReading = readCourse(exampleProfile(course), athlete)
  if (!demand.ok) throw new Error(demand.detail)
  return demand.value
}

const firstFiveK: TypicalAthlete = {
  name: 'first-5k',
  who: 'Nina, 34, has never run. She walks half an hour most days and wants to run a park run with her sister in spring, all of it running.',
  weightKg: 71,
  input: {
    planId: 'first-5k',
    today: WINTER,
    goal: { kind: '5K', sport: 'run', name: 'Park run', date: '2026-04-04' },
    athlete: planningAthlete({
      sport: 'run',
      birthYear: 1991,
      sex: 'female',
      level: 'BEGINNER',
      maxDaysPerWeek: 3,
      longDay: 'SAT',
      availability: minutesByDay([0, 40, 0, 40, 0, 60, 60]),
      screening: { yes: [], doctorAgreed: false, guardianAgreed: false },
    }),
    history: {
      activities: [],
      weekly: [1, 2, 3, 4].map((back) => ({
        weekStart: ['2025-12-29', '2025-12-22', '2025-12-15', '2025-12-08'][back - 1]!,
        sport: 'run',
        minutes: 0,
        distanceM: 0,
        longestM: 0,
      })),
    },
  },
}

const tenKImprover: TypicalAthlete = {
  name: 'faster-10k',
  who: 'Marc, 30, has run for four years, ran 10 km in 49:30 last month on four easy days a week, and wants 47:00. He has never trained by a plan.',
  weightKg: 76,
  input: {
    planId: 'faster-10k',
    today: WINTER,
    goal: { kind: '10K', sport: 'run', name: 'City run', date: '2026-03-29', targetTimeS: clockS('47:00') },
    athlete: planningAthlete({
      sport: 'run',
      birthYear: 1995,
      sex: 'male',
      level: 'INTERMEDIATE',
      maxDaysPerWeek: 4,
      longDay: 'SUN',
      availability: minutesByDay([0, 60, 60, 60, 0, 75, 100]),
      thresholds: [fromRace(10_000, clockS('49:30'), '2025-12-07'), told('run', 'lthrBpm', 172, '2025-12-07')],
      targets: { run: 'pace' },
    }),
    history: {
      activities: usualWeeks('run', WINTER, 40, [
        { day: 'TUE', minutes: 43, km: 7.2 },
        { day: 'THU', minutes: 43, km: 7.2 },
        { day: 'SAT', minutes: 36, km: 6 },
        { day: 'SUN', minutes: 69, km: 11.5 },
      ]),
    },
  },
}

const halfFinisher: TypicalAthlete = {
  name: 'first-half',
  who: 'Sofia, 41, two children, runs three times a week since last summer, 10 km at most. She wants to finish her first half marathon without walking.',
  weightKg: 64,
  input: {
    planId: 'first-half',
    today: WINTER,
    goal: { kind: 'HM', sport: 'run', name: 'Spring half', date: '2026-04-26' },
    athlete: planningAthlete({
      sport: 'run',
      birthYear: 1984,
      sex: 'female',
      level: 'BEGINNER',
      maxDaysPerWeek: 4,
      longDay: 'SUN',
      availability: {
        ...minutesByDay([0, 50, 0, 60, 0, 45, 150]),
        blackoutDates: ['2026-02-14', '2026-02-15', '2026-02-16', '2026-02-17'],
      },
      thresholds: [told('run', 'lthrBpm', 170, '2025-12-01')],
    }),
    history: {
      activities: usualWeeks('run', WINTER, 26, [
        { day: 'TUE', minutes: 42, km: 6.4 },
        { day: 'THU', minutes: 47, km: 7.1 },
        { day: 'SUN', minutes: 65, km: 9.6 },
      ]),
    },
  },
}

const marathon330: TypicalAthlete = {
  name: 'marathon-330',
  who: 'David, 38, 45 km a week on five days, one marathon in 3:44 that fell apart after 32 km, a half marathon in 1:40:30 in autumn. He wants 3:30 on a flat course.',
  weightKg: 73,
  input: {
    planId: 'marathon-330',
    today: WINTER,
    goal: { kind: 'MARATHON', sport: 'run', name: 'City marathon', date: '2026-05-10', targetTimeS: clockS('3:30:00') },
    course: courseDemand('flat-marathon', {
      event: 'run',
      flat: known({ timeS: clockS('3:30:00'), lowS: clockS('3:24:00'), highS: clockS('3:40:00') }),
    }),
    athlete: planningAthlete({
      sport: 'run',
      birthYear: 1987,
      sex: 'male',
      level: 'INTERMEDIATE',
      maxDaysPerWeek: 5,
      longDay: 'SUN',
      longDayPinned: true,
      availability: minutesByDay([0, 75, 60, 75, 0, 75, 210]),
      thresholds: [fromRace(21_097.5, clockS('1:40:30'), '2025-10-12'), told('run', 'lthrBpm', 168, '2025-10-12')],
      targets: { run: 'pace' },
    }),
    history: {
      activities: usualWeeks('run', WINTER, 52, [
        { day: 'TUE', minutes: 49, km: 8.7 },
        { day: 'WED', minutes: 38, km: 6.7 },
        { day: 'THU', minutes: 49, km: 8.7 },
        { day: 'SAT', minutes: 35, km: 6.2 },
        { day: 'SUN', minutes: 84, km: 14.7 },
      ]),
    },
  },
}

const ambitiousMarathon: TypicalAthlete = {
  name: 'marathon-ambitious',
  who: 'Elena, 33, ten years of running, 80 km a week on six days, half marathon in 1:25:40, marathon in 3:04. She wants to break three hours, with a half marathon and a 10 km on the way.',
  weightKg: 57,
  input: {
    planId: 'marathon-ambitious',
    today: SUMMER,
    goal: {
      kind: 'MARATHON',
      sport: 'run',
      name: 'Autumn marathon',
      date: '2026-10-25',
      targetTimeS: clockS('2:59:00'),
    },
    events: [
      { kind: '10K', sport: 'run', name: 'Club 10 km', date: '2026-08-09', priority: 'C' },
      { kind: 'HM', sport: 'run', name: 'Lake half marathon', date: '2026-09-20', priority: 'B' },
    ],
    athlete: planningAthlete({
      sport: 'run',
      birthYear: 1993,
      sex: 'female',
      level: 'ADVANCED',
      maxDaysPerWeek: 6,
      longDay: 'SUN',
      availability: minutesByDay([60, 90, 75, 90, 60, 75, 210]),
      thresholds: [fromRace(21_097.5, clockS('1:25:40'), '2026-04-12'), told('run', 'lthrBpm', 174, '2026-04-12')],
      targets: { run: 'pace' },
    }),
    history: {
      activities: usualWeeks('run', SUMMER, 52, [
        { day: 'MON', minutes: 50, km: 10 },
        { day: 'TUE', minutes: 70, km: 14.5 },
        { day: 'WED', minutes: 60, km: 12 },
        { day: 'THU', minutes: 70, km: 14.5 },
        { day: 'SAT', minutes: 45, km: 9 },
        { day: 'SUN', minutes: 105, km: 21 },
      ]),
    },
  },
}

const marathon58: TypicalAthlete = {
  name: 'marathon-58',
  who: 'Henrik, 58, runs for thirty years, six marathons, the last one in 4:18. 40 km a week on four days; his calves want more days between hard sessions than they used to.',
  weightKg: 79,
  input: {
    planId: 'marathon-58',
    today: SPRING,
    goal: {
      kind: 'MARATHON',
      sport: 'run',
      name: 'September marathon',
      date: '2026-09-13',
      targetTimeS: clockS('4:15:00'),
    },
    athlete: planningAthlete({
      sport: 'run',
      birthYear: 1967,
      sex: 'male',
      level: 'INTERMEDIATE',
      maxDaysPerWeek: 4,
      longDay: 'SUN',
      availability: minutesByDay([0, 75, 0, 75, 0, 60, 230]),
      thresholds: [fromRace(10_000, clockS('53:40'), '2026-03-15'), told('run', 'lthrBpm', 154, '2026-03-15')],
      targets: { run: 'hr' },
    }),
    history: {
      activities: usualWeeks('run', SPRING, 52, [
        { day: 'TUE', minutes: 58, km: 9 },
        { day: 'THU', minutes: 58, km: 9 },
        { day: 'SAT', minutes: 46, km: 7 },
        { day: 'SUN', minutes: 98, km: 15 },
      ]),
    },
  },
}

const trail50: TypicalAthlete = {
  name: 'trail-50k',
  who: 'Lea, 36, 50 km a week on five days, two mountain marathons. She runs her first 50 km with 800 m of climbing and wants to feel well at the end.',
  weightKg: 60,
  input: {
    planId: 'trail-50k',
    today: SPRING,
    goal: { kind: 'RUN_DISTANCE', sport: 'run', name: 'Ridge 50', date: '2026-08-15', distanceM: 50_000 },
    course: courseDemand('hilly-half', {
      event: 'run',
      flat: known({ timeS: clockS('2:00:00'), lowS: clockS('1:50:00'), highS: clockS('2:10:00') }),
    }),
    athlete: planningAthlete({
      sport: 'run',
      birthYear: 1990,
      sex: 'female',
      level: 'INTERMEDIATE',
      maxDaysPerWeek: 5,
      longDay: 'SAT',
      availability: minutesByDay([0, 75, 60, 90, 0, 240, 120]),
      thresholds: [fromRace(21_097.5, clockS('1:49:00'), '2025-10-05'), told('run', 'lthrBpm', 171, '2025-10-05')],
      targets: { run: 'hr' },
    }),
    history: {
      activities: usualWeeks('run', SPRING, 52, [
        { day: 'TUE', minutes: 58, km: 9.5 },
        { day: 'WED', minutes: 46, km: 7.5 },
        { day: 'THU', minutes: 58, km: 9.5 },
        { day: 'SAT', minutes: 110, km: 17 },
        { day: 'SUN', minutes: 46, km: 7.5 },
      ]),
    },
  },
}

const granFondo: TypicalAthlete = {
  name: 'gran-fondo',
  who: 'Paolo, 45, a family and a job, six hours a week on four rides, two of them indoors in winter. FTP 245 W at 78 kg. He wants to ride an alpine gran fondo without blowing up on the last climb.',
  weightKg: 78,
  input: {
    planId: 'gran-fondo',
    today: SPRING,
    goal: {
      kind: 'GRAN_FONDO',
      sport: 'ride',
      name: 'Alpine fondo',
      date: '2026-07-19',
      targetTimeS: clockS('6:30:00'),
    },
    course: courseDemand('alpine-fondo', { event: 'fondo', rider: known({ ftpW: 245, bodyMassKg: 78 }) }),
    athlete: planningAthlete({
      sport: 'ride',
      birthYear: 1980,
      sex: 'male',
      level: 'INTERMEDIATE',
      maxDaysPerWeek: 4,
      longDay: 'SUN',
      availability: {
        slots: [
          { day: 'TUE', minutes: 75, indoor: true },
          { day: 'THU', minutes: 75, indoor: true },
          { day: 'SAT', minutes: 120 },
          { day: 'SUN', minutes: 270 },
        ],
        blackoutDates: ['2026-05-23', '2026-05-24', '2026-05-25'],
      },
      thresholds: [told('ride', 'ftpW', 245, '2026-03-10'), told('ride', 'lthrBpm', 163, '2026-03-10')],
      targets: { ride: 'power' },
      indoorTrainer: true,
    }),
    history: {
      activities: usualWeeks('ride', SPRING, 45, [
        { day: 'TUE', minutes: 65, load: 55 },
        { day: 'THU', minutes: 65, load: 55 },
        { day: 'SAT', minutes: 75, load: 50 },
        { day: 'SUN', minutes: 155, load: 105 },
      ]),
    },
  },
}

const criterium: TypicalAthlete = {
  name: 'criterium',
  who: 'Tom, 27, third season of racing, nine hours a week, FTP 300 W at 70 kg. Gets dropped when the pace explodes after corners. One criterium on the way as training.',
  weightKg: 70,
  input: {
    planId: 'criterium',
    today: WINTER,
    goal: { kind: 'CRIT', sport: 'ride', name: 'Town criterium', date: '2026-04-05', targetTimeS: clockS('1:00:00') },
    events: [
      {
        kind: 'CRIT',
        sport: 'ride',
        name: 'Airfield criterium',
        date: '2026-03-14',
        priority: 'C',
        targetTimeS: clockS('50:00'),
      },
    ],
    athlete: planningAthlete({
      sport: 'ride',
      birthYear: 1998,
      sex: 'male',
      level: 'ADVANCED',
      maxDaysPerWeek: 5,
      longDay: 'SUN',
      availability: minutesByDay([0, 90, 75, 90, 0, 120, 210]),
      thresholds: [told('ride', 'ftpW', 300, '2025-12-20'), told('ride', 'lthrBpm', 172, '2025-12-20')],
      targets: { ride: 'power' },
      indoorTrainer: true,
    }),
    history: {
      activities: usualWeeks('ride', WINTER, 52, [
        { day: 'TUE', minutes: 85, load: 75 },
        { day: 'WED', minutes: 70, load: 45 },
        { day: 'THU', minutes: 85, load: 75 },
        { day: 'SAT', minutes: 110, load: 85 },
        { day: 'SUN', minutes: 190, load: 130 },
      ]),
    },
  },
}

const timeTrial: TypicalAthlete = {
  name: 'time-trial',
  who: 'Ruth, 49, masters time trialist, seven hours a week, FTP 225 W at 62 kg. 40 km in about an hour; she wants to hold 220 W.',
  weightKg: 62,
  input: {
    planId: 'time-trial',
    today: SPRING,
    goal: {
      kind: 'TT',
      sport: 'ride',
      name: 'Club 40 km',
      date: '2026-07-04',
      targetTimeS: clockS('1:03:00'),
      targetPowerW: 220,
    },
    athlete: planningAthlete({
      sport: 'ride',
      birthYear: 1977,
      sex: 'female',
      level: 'INTERMEDIATE',
      maxDaysPerWeek: 5,
      longDay: 'SUN',
      availability: minutesByDay([0, 75, 90, 75, 0, 90, 180]),
      thresholds: [told('ride', 'ftpW', 225, '2026-03-15'), told('ride', 'lthrBpm', 160, '2026-03-15')],
      targets: { ride: 'power' },
      indoorTrainer: true,
    }),
    history: {
      activities: usualWeeks('ride', SPRING, 52, [
        { day: 'TUE', minutes: 70, load: 60 },
        { day: 'WED', minutes: 60, load: 40 },
        { day: 'THU', minutes: 70, load: 60 },
        { day: 'SAT', minutes: 75, load: 55 },
        { day: 'SUN', minutes: 145, load: 95 },
      ]),
    },
  },
}

const gravel200: TypicalAthlete = {
  name: 'gravel-200-miles',
  who: 'Jonas, 39, nine hours a week, many gran fondos, FTP 270 W at 75 kg. His first 200 miles on gravel; fourteen hours would be fine.',
  weightKg: 75,
  input: {
    planId: 'gravel-200-miles',
    today: WINTER,
    goal: {
      kind: 'GRAVEL_200',
      sport: 'ride',
      name: 'Prairie 200',
      date: '2026-06-06',
      targetTimeS: clockS('14:00:00'),
    },
    course: courseDemand('rolling-gravel', { event: 'gravel', rider: known({ ftpW: 270, bodyMassKg: 75 }) }),
    athlete: planningAthlete({
      sport: 'ride',
      birthYear: 1986,
      sex: 'male',
      level: 'ADVANCED',
      maxDaysPerWeek: 5,
      longDay: 'SAT',
      availability: minutesByDay([0, 90, 90, 90, 0, 480, 240]),
      thresholds: [told('ride', 'ftpW', 270, '2025-12-15'), told('ride', 'lthrBpm', 166, '2025-12-15')],
      targets: { ride: 'power' },
      indoorTrainer: true,
    }),
    history: {
      activities: usualWeeks('ride', WINTER, 52, [
        { day: 'TUE', minutes: 75, load: 62 },
        { day: 'WED', minutes: 75, load: 50 },
        { day: 'THU', minutes: 75, load: 62 },
        { day: 'SAT', minutes: 210, load: 140 },
        { day: 'SUN', minutes: 110, load: 75 },
      ]),
    },
  },
}

const fitness: TypicalAthlete = {
  name: 'fitness-with-races',
  who: 'Mia, 44, runs three times and rides once a week for herself. No big goal; two races with friends on the way, a 10 km and a 5 km. A hard week at work comes without warning.',
  weightKg: 66,
  input: {
    planId: 'fitness-with-races',
    today: SPRING,
    goal: { kind: 'GENERAL_FITNESS', sport: 'run', name: 'Staying fit' },
    events: [
      { kind: '10K', sport: 'run', name: 'Bridge run', date: '2026-05-10', priority: 'B' },
      { kind: '5K', sport: 'run', name: 'Evening 5 km', date: '2026-06-10', priority: 'C' },
    ],
    athlete: planningAthlete({
      sport: 'run',
      birthYear: 1981,
      sex: 'female',
      level: 'INTERMEDIATE',
      maxDaysPerWeek: 4,
      longDay: 'SAT',
      availability: {
        slots: [
          { day: 'MON', minutes: 45 },
          { day: 'WED', minutes: 60 },
          { day: 'FRI', minutes: 45 },
          { day: 'SAT', minutes: 100 },
          { day: 'SUN', minutes: 120, sports: ['ride'] },
        ],
      },
      thresholds: [fromRace(10_000, clockS('55:10'), '2025-11-02'), told('run', 'lthrBpm', 169, '2025-11-02')],
      targets: { run: 'pace' },
      crossTraining: true,
    }),
    history: {
      activities: usualWeeks('run', SPRING, 45, [
        { day: 'MON', minutes: 43, km: 6.5 },
        { day: 'WED', minutes: 50, km: 7.8 },
        { day: 'SAT', minutes: 76, km: 11.6 },
        { day: 'SUN', sport: 'ride', minutes: 95, load: 60 },
      ]),
    },
  },
}

/** Twelve athletes as coaches meet them, with histories of the shape recorded training has. Nobody in particular. */
export const TYPICAL_ATHLETES: readonly TypicalAthlete[] = [
  firstFiveK,
  tenKImprover,
  halfFinisher,
  marathon330,
  ambitiousMarathon,
  marathon58,
  trail50,
  granFondo,
  criterium,
  timeTrial,
  gravel200,
  fitness,
]
